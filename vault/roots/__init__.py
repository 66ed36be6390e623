"""Where the root key may be kept: a file, a security module behind PKCS#11, or a key service over HTTP."""
