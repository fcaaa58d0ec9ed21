"""Names of the counters that a tenant sees. The store keeps them by tenant and UTC day."""

from __future__ import annotations

SMS_SENT_TOTAL = "sms_sent_total"
SMS_SENT_OWNER = "sms_sent_owner"
SMS_SENT_CUSTOMER = "sms_sent_customer"
SMS_SEGMENTS = "sms_segments"
SMS_DELIVERED = "sms_delivered"
SMS_FAILED = "sms_failed"
SMS_CONFIRMATIONS = "sms_confirmations_via_sms"
SMS_CANCELLATIONS = "sms_cancellations_via_sms"
SMS_RESCHEDULES = "sms_reschedules_via_sms"
SMS_OPT_OUTS = "sms_opt_out_events"
SMS_OPT_INS = "sms_opt_in_events"
APPOINTMENTS_SCHEDULED = "appointments_scheduled"
APPOINTMENTS_MOVED = "appointments_moved"
APPOINTMENTS_CANCELLED = "appointments_cancelled"
LEAD_FOLLOWUPS_SENT = "lead_followups_sent"

RETENTION_PREFIX = "retention_sent:"


def retention_sent(campaign_type: str) -> str:
    """The counter of one campaign; the name after the prefix is the campaign's."""
    return RETENTION_PREFIX + campaign_type
