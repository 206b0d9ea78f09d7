"""Receives webhooks with Flask. Usage: WEBHOOK_SECRET=whsec_… flask --app flask_app run --port 3000"""
import os

from flask import Flask, abort, request

import inbox
from simple import has_genuine_body
from standard import is_genuine

SECRET = os.environ['WEBHOOK_SECRET']
app = Flask(__name__)
app.config['MAX_CONTENT_LENGTH'] = inbox.MAX_BODY


# By Standard Webhooks: nobody can send a recorded request again after five minutes.
@app.post('/webhooks')
def webhooks():
    # The raw bytes, and not request.get_json(): the signature is of those.
    body = request.get_data()
    if not is_genuine(body, request.headers, SECRET):
        abort(401)
    inbox.accept(body)
    return '', 204


# By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
@app.post('/webhooks/simple')
def simple():
    body = request.get_data()
    if not has_genuine_body(body, request.headers.get('X-MGA-Signature'), SECRET):
        abort(401)
    inbox.accept(body)
    return '', 204
