"""Reads an invoice; the caller picks amount, invoice number and date out of the lines."""

import numpy
import cv2
from flask import Flask, jsonify, request
from paddleocr import PaddleOCR

app = Flask(__name__)
# Loaded before the first request: /ping answers only once the models are in memory.
reader = PaddleOCR(text_detection_model_dir="/models/det", text_recognition_model_dir="/models/rec")


@app.get("/ping")
def ping():
    return "ok"


@app.post("/ocr")
def ocr():
    page = cv2.imdecode(numpy.frombuffer(request.files["page"].read(), numpy.uint8), cv2.IMREAD_COLOR)
    return jsonify([list(result["rec_texts"]) for result in reader.predict(page)])
