package dev.hooklane.console.view;

/**
 * The data of the sign-in page.
 *
 * @param next where to go after signing in
 * @param notice why the visitor is here; empty if there is nothing to say
 * @param refused what is wrong with the submitted key; empty if none was submitted
 */
public record SignInForm(String next, String notice, String refused) {}
