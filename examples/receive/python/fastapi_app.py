"""Receives webhooks with FastAPI. Usage: WEBHOOK_SECRET=whsec_… uvicorn fastapi_app:app --port 3000"""
import os

from fastapi import FastAPI, HTTPException, Request, Response

import inbox
from simple import has_genuine_body
from standard import is_genuine

SECRET = os.environ['WEBHOOK_SECRET']
app = FastAPI()


# By Standard Webhooks: nobody can send a recorded request again after five minutes.
@app.post('/webhooks')
async def webhooks(request: Request):
    body = await raw(request)
    if not is_genuine(body, request.headers, SECRET):
        raise HTTPException(401)
    inbox.accept(body)
    return Response(status_code=204)


# By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
@app.post('/webhooks/simple')
async def simple(request: Request):
    body = await raw(request)
    if not has_genuine_body(body, request.headers.get('X-MGA-Signature'), SECRET):
        raise HTTPException(401)
    inbox.accept(body)
    return Response(status_code=204)


async def raw(request):
    """Returns the raw bytes, as the signature is of those. Nothing else limits how many there are."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > inbox.MAX_BODY:
            raise HTTPException(413)
    return bytes(body)
