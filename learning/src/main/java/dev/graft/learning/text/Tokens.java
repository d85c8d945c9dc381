package dev.graft.learning.text;

import ai.djl.huggingface.tokenizers.Encoding;

/** The token and segment ids of one input, special tokens included, no padding. */
public final class Tokens {

    private final int[] ids;
    private final int[] types;

    Tokens(Encoding encoding) {
        this.ids = narrowed(encoding.getIds());
        this.types = narrowed(encoding.getTypeIds());
    }

    Tokens(int[] ids, int[] types) {
        this.ids = ids;
        this.types = types;
    }

    public int length() {
        return ids.length;
    }

    public int id(int position) {
        return ids[position];
    }

    public int type(int position) {
        return types[position];
    }

    /** The token ids; not a copy, so never written to. */
    int[] ids() {
        return ids;
    }

    /** The segment ids; not a copy, so never written to. */
    int[] types() {
        return types;
    }

    private static int[] narrowed(long[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.toIntExact(values[i]);
        }
        return result;
    }
}
