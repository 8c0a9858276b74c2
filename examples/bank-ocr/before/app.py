"""Reads an invoice and answers amount, invoice number and date."""

from flask import Flask, jsonify, request

app = Flask(__name__)
reader = None


@app.get("/ping")
def ping():
    return "ok"


@app.post("/ocr")
def ocr():
    global reader
    if reader is None:
        from paddleocr import PaddleOCR

        reader = PaddleOCR(det_model_dir="/models/det", rec_model_dir="/models/rec", use_gpu=True)
    pages = reader.ocr(request.files["page"].read())
    return jsonify([[line[1][0] for line in page] for page in pages])
