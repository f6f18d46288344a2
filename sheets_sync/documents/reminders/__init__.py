"""Letters that remind people of what they owe: who gets one, what it says, in whose wording."""
