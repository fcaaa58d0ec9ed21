"""How the receptionist leads a conversation: pure functions from state and frame to reply, state and actions."""
