"""Samples as a WAV file."""

from __future__ import annotations

import io
import wave

SAMPLE_BYTES = 2


def wav(samples: bytes, rate: int) -> bytes:
    """One channel of signed 16-bit samples."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(rate)
        writer.writeframes(samples)
    return file.getvalue()
