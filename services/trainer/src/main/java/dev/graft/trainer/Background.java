package dev.graft.trainer;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The threads that look after leases and stop requests while a run is in progress. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Background {}
