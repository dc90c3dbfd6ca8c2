"""What the studio measures of itself: for Prometheus, and for nobody else."""

from __future__ import annotations

import hmac
import ipaddress

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from filmstudio.errors import NotFound
from filmstudio.services import metrics
from filmstudio.settings import settings

router = APIRouter(include_in_schema=False)
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


def may_read(request: Request) -> bool:
    """Who has the token; without one in the settings, who asks directly from this machine or a
    private network. What a proxy passes on may come from anywhere."""
    token = settings().metrics_token.get_secret_value()
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    if any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        address = ipaddress.ip_address((request.client.host if request.client else "") or "::")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return not mapped.is_unspecified and (mapped.is_loopback or mapped.is_private)


@router.get("/metrics")
def get_metrics(request: Request) -> Response:
    """Everything that is measured, in the text format of Prometheus."""
    if not may_read(request):
        raise NotFound("There is nothing at this address.", code="no_such_address")
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)
