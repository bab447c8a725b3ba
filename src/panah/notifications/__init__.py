"""What is told: messages by SMS and on the portal, through a gateway."""
