package dev.graft.registry.webhook;

import dev.graft.registry.label.Refused;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Where a webhook may lead. Without further word only to public addresses over {@code https}, so that nobody makes the
 * registry call the services beside it or the cloud's metadata.
 *
 * @param schemes {@code https}, {@code http}
 * @param privateAddresses whether addresses that are not public are allowed too
 */
public record Targets(Set<String> schemes, boolean privateAddresses) {
    private static final int MAX_CHARS = 2_000;

    /** @throws Refused when the URL cannot be a webhook's */
    String checked(String url) {
        if (url.length() > MAX_CHARS) {
            throw Refused.invalid("the url has " + url.length() + " characters; at most " + MAX_CHARS + " are kept");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw Refused.invalid("'" + url + "' is no URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme)) {
            throw Refused.invalid("a webhook's url begins with " + String.join(":// or ", schemes) + "://, not '"
                    + scheme + "'; graft.webhooks.schemes says what is allowed");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw Refused.invalid("a webhook's url names a host, and no user: '" + scheme + "://host/path'");
        }
        return url;
    }

    /** Whether a connection to this address is allowed. */
    public boolean allows(InetAddress address) {
        return privateAddresses || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special
                && (address instanceof Inet4Address
                        ? isPublic(address.getAddress())
                        : !(address instanceof Inet6Address) || isPublicSix(address.getAddress()));
    }

    /** RFC 6890: this network, shared address space, protocol assignments, benchmarking, and what is reserved. */
    private static boolean isPublic(byte[] four) {
        int first = four[0] & 0xff;
        int second = four[1] & 0xff;
        int third = four[2] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 198 && (second == 18 || second == 19))
                && !(first == 198 && second == 51 && third == 100)
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Unique local addresses are not; those that carry another address of version 4 are as public as that one. */
    private static boolean isPublicSix(byte[] six) {
        boolean uniqueLocal = (six[0] & 0xfe) == 0xfc;
        if (uniqueLocal) {
            return false;
        }
        boolean sixToFour = six[0] == 0x20 && six[1] == 0x02;
        boolean nat64 = six[0] == 0 && six[1] == 0x64 && (six[2] & 0xff) == 0xff && (six[3] & 0xff) == 0x9b;
        if (sixToFour) {
            return publicFour(Arrays.copyOfRange(six, 2, 6));
        }
        return !nat64 || publicFour(Arrays.copyOfRange(six, 12, 16));
    }

    private static boolean publicFour(byte[] four) {
        try {
            return isPublic(InetAddress.getByAddress(four));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
