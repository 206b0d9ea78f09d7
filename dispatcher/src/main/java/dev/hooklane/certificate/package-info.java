/**
 * Certificates and keys for TLS. Those that customers give for their endpoints are checked when
 * they are saved, and used for connections of that endpoint alone.
 */
@NullMarked
package dev.hooklane.certificate;

import org.jspecify.annotations.NullMarked;
