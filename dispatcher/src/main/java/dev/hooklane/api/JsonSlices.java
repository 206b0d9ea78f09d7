package dev.hooklane.api;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * Cuts the entries of a JSON array out of a body. It only looks at brackets, quotes and commas, not
 * at an entry's contents or depth. Owned by one thread.
 */
final class JsonSlices {
    private final byte[] body;
    private int at;
    private boolean any;

    /**
     * @param start the offset behind the array's opening bracket
     */
    JsonSlices(byte[] body, int start) {
        this.body = body;
        this.at = start;
    }

    /**
     * Reports whether there is another entry.
     *
     * @throws ProblemException if neither an entry nor the array's end is where one should be
     */
    boolean hasNext() {
        passSpace();
        byte here = here();
        if (any && here != ',' && here != ']') {
            throw broken("a comma or the end of events is missing");
        }
        return here != ']';
    }

    /** Returns the next entry, as it was written. */
    byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the array has no more entries");
        }
        if (any) {
            at++;
            passSpace();
        }
        any = true;
        int start = at;
        passValue();
        if (at == start) {
            throw broken("an entry of events is missing");
        }
        return Arrays.copyOfRange(body, start, at);
    }

    /** Returns the offset behind the array's end; valid once there are no more entries. */
    int end() {
        return at + 1;
    }

    private void passValue() {
        int depth = 0;
        for (byte here = here(); depth > 0 || !endsEntry(here); here = here()) {
            switch (here) {
                case '"' -> passString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        }
    }

    private static boolean endsEntry(byte here) {
        return here == ',' || here == ']' || here == '}' || isSpace(here);
    }

    private static boolean isSpace(byte here) {
        return here == ' ' || here == '\t' || here == '\n' || here == '\r';
    }

    private void passString() {
        at++;
        while (here() != '"') {
            at += here() == '\\' ? 2 : 1;
        }
        at++;
    }

    private void passSpace() {
        while (isSpace(here())) {
            at++;
        }
    }

    private byte here() {
        if (at >= body.length) {
            throw broken("it ends before events does");
        }
        return body[at];
    }

    private static ProblemException broken(String why) {
        return Problem.malformed("the body is not JSON: " + why);
    }
}
