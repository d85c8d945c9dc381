package dev.graft.learning.drift;

/** How far a domain lies from another, as far as the choice of a strategy depends on it. */
public enum DomainDistance {
    /** A linear classifier hardly tells the domains apart. */
    NEAR,
    /** It tells most rows' domain. */
    FAR,
    /** There were no features, or too few rows, or nobody asked. */
    UNKNOWN
}
