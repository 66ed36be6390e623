"""The handling marking of everything that the product shows, exports or sends."""

MARKING = "OFFICIAL-SENSITIVE"
