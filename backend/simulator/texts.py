"""A text thread from one number: what is written goes to the messaging webhook, the answers come back."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.line import Line, new_sid
from simulator.twiml import messages, read


@dataclass
class TextThread:
    line: Line
    sender: str = "+18165550199"
    called: str = "+18165550100"
    path: str = "/twilio/sms"
    got: list[str] = field(default_factory=list)

    def writes(self, body: str, *, message_sid: str | None = None) -> str:
        """The answer to one text; empty where there is none."""
        sid = message_sid or new_sid("SM")
        fields = {
            "MessageSid": sid,
            "SmsSid": sid,
            "SmsMessageSid": sid,
            "From": self.sender,
            "To": self.called,
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
            "SmsStatus": "received",
        }
        answers = messages(read(self.line.post(self.line.first(self.path), fields)))
        self.got += answers
        return " ".join(answers)
