package dev.graft.dataprep.batch;

/** A batch whose rows can be read from the beginning, again and again, whatever they hold. */
@FunctionalInterface
interface Opening {
    /**
     * The rows, told apart beside others as they are read.
     *
     * @throws BatchRefused when they have no beginning
     */
    Sieve sieve(Comparison comparison) throws BatchRefused;
}
