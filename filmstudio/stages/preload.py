"""Loads once, before workers are forked, what every stage of picture and sound needs."""

from __future__ import annotations

import time

import av  # noqa: F401
import cv2
import scipy.ndimage  # noqa: F401
import skia  # noqa: F401
import soundfile  # noqa: F401

import filmstudio.stages.picture  # noqa: F401
from filmstudio.engine import pool

cv2.setNumThreads(1)
pool.shared_cpu = time.process_time()
