#!/bin/sh
# Starts one OCR server on a GPU machine of the branch office.
set -e

docker run -d --gpus all \
  -v ./models:/root/.paddleocr \
  -p 8080:8080 \
  paddlepaddle/paddle:latest-gpu \
  python -m paddleocr.server --port=8080
