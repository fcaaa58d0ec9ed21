"""`python -m simulator`: ring the receptionist from this terminal, or play a script."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlencode

import httpx

from simulator.call import PhoneCall
from simulator.line import Line, Rejected
from simulator.script import Unexpected, play, read_script

HELP = "Type what you say. Digits are keys, an empty line is silence, Ctrl-D hangs up."


def main() -> int:
    options = _options()
    line_options = {"public_url": options.public_url, "token": options.token}
    with httpx.Client(timeout=15) as http:
        call = _call(Line(http, options.url.rstrip("/"), **line_options), options)
        try:
            if options.script:
                play(read_script(options.script.read_text(encoding="utf-8")), call, print)
            else:
                _talk(call)
        except (Rejected, Unexpected) as error:
            print(f"\n{error}", file=sys.stderr)
            return 1
        except httpx.TransportError:
            print(f"Nobody answers at {options.url}. Start the receptionist first: make run", file=sys.stderr)
            return 1
    print("Call ended.")
    return 0


def _talk(call: PhoneCall) -> None:
    print(f"{HELP}\n")
    heard = call.ring()
    while True:
        print(f"  assistant: {heard}")
        for event in call.heard.events:
            print(f"  ({event})")
        call.heard.events.clear()
        if not call.listening:
            return
        try:
            words = input("  you: ").strip()
        except EOFError:
            print()
            call.hangs_up()
            return
        heard = _spoken(call, words)


def _spoken(call: PhoneCall, words: str) -> str:
    if not words:
        return call.is_silent()
    return call.presses(words) if set(words) <= set("0123456789*#") else call.says(words)


def _call(line: Line, options: argparse.Namespace) -> PhoneCall:
    query = f"?{urlencode({'business_id': options.business})}" if options.business else ""
    call = PhoneCall(line, options.caller, options.called, f"/twilio/voice{query}", f"/twilio/voice/status{query}")
    call.message = options.message
    call.person = lambda _number: options.person
    return call


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the receptionist listens")
    parser.add_argument("--public-url", help="the PUBLIC_BASE_URL that it is set up with, where it verifies signatures")
    parser.add_argument(
        "--token", default=os.environ.get("TWILIO_AUTH_TOKEN"), help="the TWILIO_AUTH_TOKEN that it verifies with"
    )
    parser.add_argument("--business", default="default_business", help="the tenant called; empty: by the number")
    parser.add_argument("--from", dest="caller", default="+18165550199", help="the caller's number")
    parser.add_argument("--to", dest="called", default="+18165550100", help="the number called")
    parser.add_argument("--person", default="no-answer", help="how ringing a person ends (completed, busy, …)")
    parser.add_argument("--message", help="what the caller leaves after the tone")
    parser.add_argument("--script", type=Path, help="play this file instead of asking")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
