#!/bin/sh
# Starts one OCR server on a GPU machine of the branch office.
set -e

docker run -d --name ocr --restart unless-stopped \
  --gpus device=0 --cpus 4 --memory 8g --shm-size 1g \
  --user 10001:10001 --read-only --tmpfs /tmp --tmpfs /home/app:uid=10001 \
  --cap-drop ALL --security-opt no-new-privileges --security-opt apparmor=docker-default \
  -v /srv/ocr/models:/models:ro \
  -p 127.0.0.1:8080:8080 \
  harbor.bank.example/ocr/server:2026.11.2
