package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * An LDAP directory as the provisioning file describes it.
 *
 * @param urls servers with the same content, tried in order: {@code ldaps://} and {@code ldap://}
 * @param startTls whether {@code ldap://} turns to TLS before anything is said; may be false on
 *     this machine only. Absent: true, and false on this machine
 * @param caFile certificates (PEM) of who vouches for the servers, from the provisioning file's
 *     folder; absent: those that the Java runtime trusts
 * @param bindDn who reads: a distinguished name or, with Active Directory, {@code name@domain};
 *     absent: nobody in particular
 * @param people where people are, and which entries are people
 * @param groups the same of groups; absent: none are read
 * @param attributes by our names, the attributes that hold something where a server keeps it
 *     elsewhere than usual
 * @param pageSize entries per request; 500 unless said
 * @param fullLoadEvery how often everything is read, whatever changed; a day unless said
 */
record LdapSettings(
    @Nullable List<String> urls,
    @Nullable Boolean startTls,
    @Nullable String caFile,
    @Nullable String bindDn,
    @Nullable Secret password,
    @Nullable ScopeSettings people,
    @Nullable ScopeSettings groups,
    @Nullable Map<String, String> attributes,
    @Nullable Integer pageSize,
    @Nullable String fullLoadEvery) {

  private static final String PEOPLE = "people";
  private static final String GROUPS = "groups";

  private static final int LARGEST_PAGE = 1_000;

  /** Each may bring thousands of members. */
  private static final int GROUPS_PER_PAGE = 100;

  /**
   * Part of a tree.
   *
   * @param bases distinguished names; their whole subtrees are read
   * @param filter absent: what the kind of server usually calls a person or a group
   */
  record ScopeSettings(@Nullable List<String> bases, @Nullable String filter) {}

  /** A checked part of a tree. */
  record Scope(List<String> bases, Optional<Filter> filter) {

    Scope {
      bases = List.copyOf(bases);
    }
  }

  /**
   * Rights that were lost look like departures.
   *
   * @param bases of people, which showed nobody
   * @throws Problem INVALID_REQUEST that names one of them
   */
  static void refuseNobodyUnder(List<String> bases) {
    if (!bases.isEmpty()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The LDAP server shows not one person under %s: check people.bases and the filter, and"
                  .formatted(bases.getFirst())
              + " what the account may read; take a base out that is meant to be empty. Nothing was"
              + " removed.");
    }
  }

  /**
   * @throws Problem INVALID_REQUEST that names a setting at fault
   */
  void check() {
    peopleScope();
    groupScope();
    attributeNames();
    entriesPerPage();
    timeBetweenFullLoads();
  }

  LdapAccess access() {
    return new LdapAccess("source", urls, startTls, caFile, bindDn, password);
  }

  Scope peopleScope() {
    var scope = scope(people, PEOPLE);
    refuseUnless(
        !scope.bases().isEmpty(), PEOPLE, "people.bases lists at least one distinguished name.");
    return scope;
  }

  /** Without bases no groups are wanted. */
  Scope groupScope() {
    var scope = scope(groups, GROUPS);
    refuseUnless(
        !scope.bases().isEmpty() || scope.filter().isEmpty(),
        GROUPS,
        "groups.filter is for entries under groups.bases, and there are none.");
    return scope;
  }

  int entriesPerPage() {
    var size = Optional.ofNullable(pageSize).orElse(500);
    refuseUnless(
        size >= 1 && size <= LARGEST_PAGE,
        "pageSize",
        "pageSize is between 1 and 1000, which is where Active Directory stops.");
    return size;
  }

  int groupsPerPage() {
    return Math.min(GROUPS_PER_PAGE, entriesPerPage());
  }

  Duration timeBetweenFullLoads() {
    var rule = "fullLoadEvery is a time such as 24h, longer than zero.";
    try {
      var time =
          Optional.ofNullable(fullLoadEvery)
              .map(DurationStyle::detectAndParse)
              .orElse(Duration.ofDays(1));
      refuseUnless(time.isPositive(), "fullLoadEvery", rule);
      return time;
    } catch (IllegalArgumentException _) {
      throw fault("fullLoadEvery", rule);
    }
  }

  Map<Field, List<String>> attributeNames() {
    var names = new EnumMap<Field, List<String>>(Field.class);
    Optional.ofNullable(attributes)
        .orElse(Map.of())
        .forEach(
            (label, name) -> {
              var field =
                  Field.of(label)
                      .orElseThrow(
                          () -> fault("attributes", "attributes knows no %s.".formatted(label)));
              refuseUnless(
                  Attribute.nameIsValid(name),
                  "attributes",
                  "attributes.%s is not the name of an attribute.".formatted(label));
              names.put(field, List.of(name));
            });
    return names;
  }

  private static Scope scope(@Nullable ScopeSettings settings, String name) {
    var bases = Optional.ofNullable(settings).map(ScopeSettings::bases).orElse(List.of());
    for (var base : bases) {
      refuseUnless(
          DN.isValidDN(base),
          name,
          "%s.bases: %s is not a distinguished name.".formatted(name, base));
    }
    return new Scope(
        bases,
        Optional.ofNullable(settings).map(ScopeSettings::filter).map(it -> filter(it, name)));
  }

  private static Filter filter(String text, String name) {
    try {
      return Filter.create(text);
    } catch (LDAPException e) {
      throw fault(name, "%s.filter is not a filter (RFC 4515): %s".formatted(name, e.getMessage()));
    }
  }

  static void refuseUnless(boolean condition, String field, String rule) {
    if (!condition) {
      throw fault(field, rule);
    }
  }

  static Problem fault(String field, String rule) {
    return new Problem(Problem.Code.INVALID_REQUEST, "source." + rule, "source." + field);
  }
}
