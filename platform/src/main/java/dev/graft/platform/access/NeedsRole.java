package dev.graft.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The role that a REST method needs, where it is not what follows from its HTTP method: reader for those that only look,
 * writer for all others. On a class it holds for every method that has none itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface NeedsRole {
    Role value();
}
