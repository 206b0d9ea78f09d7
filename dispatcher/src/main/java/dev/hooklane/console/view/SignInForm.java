package dev.hooklane.console.view;

/**
 * What the sign-in page shows.
 *
 * @param next where to go then
 * @param notice why one is here; empty if there is nothing to say
 * @param refused what is wrong with the key that was sent; empty if none was
 */
public record SignInForm(String next, String notice, String refused) {}
