package dev.hooklane.embedded;

/** The result of checking one signature of a received request. */
public sealed interface SignatureCheck {

    /** The signature matches one of the known secrets. */
    record Valid() implements SignatureCheck {}

    /** The signature is missing or wrong; {@code reason} explains it, and may quote the request. */
    record Invalid(String reason) implements SignatureCheck {}

    /** No secret is known, so nothing was checked. */
    record NotChecked() implements SignatureCheck {}
}
