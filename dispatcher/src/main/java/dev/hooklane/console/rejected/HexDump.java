package dev.hooklane.console.rejected;

import java.util.HexFormat;

/** Bytes as a hex dump: 16 per line, with offset, hex digits and printable characters. */
final class HexDump {
    private static final int A_LINE = 16;
    private static final int HALF = 8;
    private static final int DIGITS_WIDTH = A_LINE * 3 + 1;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    static String of(byte[] bytes) {
        StringBuilder dump = new StringBuilder();
        for (int from = 0; from < bytes.length; from += A_LINE) {
            int until = Math.min(from + A_LINE, bytes.length);
            StringBuilder digits = new StringBuilder();
            StringBuilder characters = new StringBuilder();
            for (int i = from; i < until; i++) {
                digits.append(i == from + HALF ? "  " : i == from ? "" : " ");
                digits.append(HEX.toHexDigits(bytes[i]));
                characters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            dump.append(HEX.toHexDigits(from))
                    .append("  ")
                    .append(digits)
                    .repeat(' ', DIGITS_WIDTH - digits.length() + 1)
                    .append(characters)
                    .append('\n');
        }
        return dump.toString();
    }
}
