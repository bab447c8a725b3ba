"""Pure rules of appointments: lengths and needs, the plan, the draw, and what may be changed."""
