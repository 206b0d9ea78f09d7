package dev.hooklane.console.view;

import java.util.Optional;

/**
 * The data of the sign-in page.
 *
 * @param next where to go after signing in
 * @param notice why the visitor is here; empty if there is nothing to say
 * @param refused what is wrong with the submitted key; empty if none was submitted
 * @param single the other way to sign in, if there is one
 */
public record SignInForm(String next, String notice, String refused, Optional<Single> single) {
    /**
     * Single sign-on.
     *
     * @param label the provider's name
     * @param start the path that leads there
     * @param refused why it did not work; empty if it was not tried
     * @param signOut the URL where one signs out there too; empty if there is none, or nobody did
     */
    public record Single(String label, String start, String refused, String signOut) {}

    /** Returns the form without another way to sign in. */
    public SignInForm(String next, String notice, String refused) {
        this(next, notice, refused, Optional.empty());
    }

    /** Returns the form with another way to sign in. */
    public SignInForm with(Optional<Single> other) {
        return new SignInForm(next, notice, refused, other);
    }
}
