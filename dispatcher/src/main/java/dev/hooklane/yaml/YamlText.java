package dev.hooklane.yaml;

import java.io.Reader;

/**
 * A text in YAML, as the parser gets it: in pieces that don't end within a surrogate pair.
 * SnakeYAML Engine reads one character more then, for which its buffer of 1,025 characters has no
 * room, so that a document fails by where in it an emoji is.
 */
public final class YamlText extends Reader {
    private final String text;
    private int at;

    public YamlText(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] into, int from, int length) {
        if (at == text.length()) {
            return -1;
        }
        int end = Math.min(at + length, text.length());
        boolean cutsPair =
                end > at + 1
                        && end < text.length()
                        && Character.isHighSurrogate(text.charAt(end - 1));
        int next = cutsPair ? end - 1 : end;
        text.getChars(at, next, into, from);
        int read = next - at;
        at = next;
        return read;
    }

    @Override
    public void close() {
        // A text holds nothing open.
    }
}
