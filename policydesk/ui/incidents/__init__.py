"""Incidents: friend requests and concerns, in confidence."""
