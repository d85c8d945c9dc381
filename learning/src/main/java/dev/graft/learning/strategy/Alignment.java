package dev.graft.learning.strategy;

/** What makes the features of a network alike in two domains. */
public enum Alignment {

    /** Nothing: the source alone. */
    NONE,

    /**
     * A classifier of domains behind a reversed gradient (DANN; Ganin et al., JMLR 17, 2016): it learns to tell the domains
     * apart by the features, the features learn that it cannot.
     */
    ADVERSARIAL,

    /** The squared distance of the features' covariances, over 4 width² (deep CORAL; Sun and Saenko, ECCV workshops 2016). */
    CORRELATION,

    /**
     * The squared maximum mean discrepancy of the features under five Gaussian kernels, of widths from a quarter of to four times
     * the rows' mean squared distance (DAN; Long, Cao, Wang and Jordan, ICML 2015).
     */
    DISCREPANCY,

    /**
     * An adversarial auto-encoder (Makhzani et al. 2015) whose codes are to be the same in both domains: a decoder restores the
     * rows of both from their codes, and a classifier of domains behind a reversed gradient reads the codes.
     */
    ADVERSARIAL_CODES;

    /** Whether a classifier of domains learns beside the network. */
    public boolean isAdversarial() {
        return this == ADVERSARIAL || this == ADVERSARIAL_CODES;
    }
}
