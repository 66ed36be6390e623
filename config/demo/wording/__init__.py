"""The words of the demo's notes: phrases a caseworker would write, put together so that few notes are alike."""
