"""Work that goes on beside the pages: asked for in the transaction of an act, carried out as whoever asked."""
