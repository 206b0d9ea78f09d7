package dev.hooklane.certificate;

import java.io.Serial;

/** Certificates or a key that can't be used; the message never has any of a key. */
public final class CertificateProblemException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field of an endpoint's {@code tls}
     * @param problem one line that follows the field's name
     */
    CertificateProblemException(String field, String problem) {
        super("tls.%s %s".formatted(field, problem));
        this.field = field;
    }

    public String field() {
        return "tls." + field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
