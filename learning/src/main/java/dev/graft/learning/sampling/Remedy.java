package dev.graft.learning.sampling;

import dev.graft.learning.classic.Learner;

/** What can be done about rare classes around any learner. */
public enum Remedy {
    NONE {
        @Override
        public Learner around(Learner learner, long seed) {
            return learner;
        }
    },
    CLASS_WEIGHTS {
        @Override
        public Learner around(Learner learner, long seed) {
            return new ClassWeights(learner);
        }
    },
    OVER_SAMPLING {
        @Override
        public Learner around(Learner learner, long seed) {
            return Resampling.over().before(learner, seed);
        }
    },
    UNDER_SAMPLING {
        @Override
        public Learner around(Learner learner, long seed) {
            return Resampling.under().before(learner, seed);
        }
    },
    SMOTE {
        @Override
        public Learner around(Learner learner, long seed) {
            return Resampling.smote().before(learner, seed);
        }
    },
    BALANCED_BAGGING {
        @Override
        public Learner around(Learner learner, long seed) {
            return new BalancedBagging(learner, 10, seed);
        }
    };

    /** The learner with this remedy, which only ever sees the rows that are learnt from. */
    public abstract Learner around(Learner learner, long seed);
}
