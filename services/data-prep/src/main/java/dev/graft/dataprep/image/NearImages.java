package dev.graft.dataprep.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of images that tells which of them another one is near to. It holds no picture; about 130 bytes an image.
 *
 * <p>It compares with every hash, and so misses none. At a radius of a quarter of the bits nothing cheaper does: multi-index
 * hashing (Norouzi, Punjani and Fleet 2012) with 16 keys of 16 bits would look up the 2,517 neighbours of each key, 40,000
 * places that hold over half of 200,000 images. Comparing with all of these takes about 1 ms, decoding a photo of 256
 * pixels a side 1.6 ms, hashing it 1 ms.
 *
 * <p>The answer depends on the order in which images were added, and on nothing else. Not thread-safe.
 */
public final class NearImages {
    /**
     * Hashes that differ in at most so many bits are near: between the 62 that cutting 5 % off changes at the most and the
     * 87 of the nearest two different photos, see {@link PerceptualHash}. It is meant for photos. Drawings of a few strokes
     * are nearer to each other: of 2,720 handwritten characters 308 are near to an earlier one at this distance, none is at
     * {@link #DRAWINGS_DISTANCE}.
     */
    public static final int DEFAULT_DISTANCE = 70;

    /** For drawings, digits and icons: the copies are found that are saved anew, made smaller or brighter, not cut ones. */
    public static final int DRAWINGS_DISTANCE = 30;

    private static final int PAGE_IMAGES = 1024;

    private final int distance;
    private final List<long[]> words = new ArrayList<>();
    private final List<Held> images = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    /** @param distance the most bits in which near hashes differ, 0 to {@value PerceptualHash#BITS} */
    public NearImages(int distance) {
        if (distance < 0 || distance > PerceptualHash.BITS) {
            throw new IllegalArgumentException(
                    "a distance of 0 to " + PerceptualHash.BITS + " is needed, not " + distance);
        }
        this.distance = distance;
    }

    /** An empty index that judges as this one. */
    public NearImages another() {
        return new NearImages(distance);
    }

    private record Held(String imageId, String split, String label) {}

    /**
     * The earliest added image that another one is near to. For an image that the index holds the answer is what it was
     * before that image was added, so a repeated batch is answered as at first.
     */
    public Optional<NearImage> firstNear(String imageId, PerceptualHash hash) {
        for (int i = 0; i < images.size(); i++) {
            int differing = differing(i, hash);
            if (differing <= distance) {
                Held held = images.get(i);
                return held.imageId().equals(imageId)
                        ? Optional.empty()
                        : Optional.of(new NearImage(held.imageId(), differing, held.split(), held.label()));
            }
        }
        return Optional.empty();
    }

    private int differing(int image, PerceptualHash hash) {
        long[] page = words.get(image / PAGE_IMAGES);
        int at = image % PAGE_IMAGES * PerceptualHash.WORDS;
        int differing = 0;
        for (int i = 0; i < PerceptualHash.WORDS; i++) {
            differing += Long.bitCount(page[at + i] ^ hash.word(i));
        }
        return differing;
    }

    /** @param split where the image went */
    public void add(String imageId, PerceptualHash hash, String split, String label) {
        if (images.size() == words.size() * PAGE_IMAGES) {
            words.add(new long[PAGE_IMAGES * PerceptualHash.WORDS]);
        }
        long[] page = words.get(images.size() / PAGE_IMAGES);
        int at = images.size() % PAGE_IMAGES * PerceptualHash.WORDS;
        for (int i = 0; i < PerceptualHash.WORDS; i++) {
            page[at + i] = hash.word(i);
        }
        images.add(new Held(imageId, once(split), once(label)));
    }

    /** Names are few and rows many: each name is held once. */
    private String once(String name) {
        return names.computeIfAbsent(name, added -> added);
    }

    /** How many images are held. */
    public int size() {
        return images.size();
    }
}
