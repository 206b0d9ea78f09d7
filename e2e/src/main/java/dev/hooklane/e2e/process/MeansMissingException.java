package dev.hooklane.e2e.process;

import java.io.IOException;

/** This machine lacks a required permission, tool or library. */
public final class MeansMissingException extends IOException {
    private static final long serialVersionUID = 1;

    public MeansMissingException(String message) {
        super(message);
    }
}
