"""Two years of made-up calls, and how long readers wait for the marts over them."""
