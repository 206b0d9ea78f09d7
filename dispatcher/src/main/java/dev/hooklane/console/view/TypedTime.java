package dev.hooklane.console.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as browsers' fields for them have them: UTC in addresses, the reader's zone where the page
 * can tell it.
 */
public final class TypedTime {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9.]+)?(Z?)");

    private TypedTime() {}

    /** As the API takes it; what is no time stays as it is. */
    public static String forApi(String typed) {
        Matcher matcher = FORM.matcher(typed);
        return matcher.matches() && matcher.group(3).isEmpty() ? typed + "Z" : typed;
    }

    /** As a field takes it: to the minute, without a zone. */
    public static String forField(String typed) {
        Matcher matcher = FORM.matcher(typed);
        return matcher.matches() ? matcher.group(1) : typed;
    }
}
