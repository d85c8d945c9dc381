package dev.graft.learning.adaptation;

/** A way from labelled rows of a source and unlabelled ones of a target to a classifier of the target. */
public interface TransferLearner {

    /** @throws IllegalArgumentException where the rows do not suffice, with a remedy */
    TransferClassifier fit(DomainPair pair);
}
