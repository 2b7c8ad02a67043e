namespace SemanticCache.Store.Embedded.Sqlite;

/// <summary>The tables, and how a database of an earlier version becomes one of this version.</summary>
/// <remarks>Times are ticks of UTC; vectors are little-endian 32-bit floats; ids and scopes are 16 big-endian bytes.</remarks>
internal static class Schema
{
    /// <summary>Marks a SQLite file as ours.</summary>
    public const long ApplicationId = 0x53434348;

    /// <summary>The version that this code reads and writes.</summary>
    public static long Version => Migrations.Length;

    /// <summary>The steps in order; step n leads from version n to version n + 1, and is never changed once released.</summary>
    public static readonly string[] Migrations = [CreateTables, AddDeletedNamespaces, AddAliases, AddMerges, AddLabels, AddUndoneMerges, AddRecords, AddSizes];

    private const string CreateTables =
        """
        CREATE TABLE entries (
            seq INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            namespace TEXT NOT NULL,
            tenant TEXT NOT NULL,
            scope BLOB NOT NULL,
            fingerprint TEXT NOT NULL,
            question_hash BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            last_used_at INTEGER NOT NULL,
            hit_count INTEGER NOT NULL,
            good INTEGER NOT NULL,
            bad INTEGER NOT NULL,
            vector BLOB NOT NULL,
            content BLOB NOT NULL
        );
        CREATE INDEX entries_by_creation ON entries (created_at);
        CREATE INDEX entries_by_namespace ON entries (namespace, created_at);
        CREATE INDEX entries_by_use ON entries (namespace, last_used_at);
        CREATE INDEX entries_by_expiry ON entries (expires_at);
        CREATE INDEX entries_by_question ON entries (question_hash);
        CREATE INDEX entries_by_scope ON entries (scope);
        CREATE TABLE entry_tags (
            tag TEXT NOT NULL,
            entry INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
            PRIMARY KEY (tag, entry)
        ) WITHOUT ROWID;
        CREATE INDEX entry_tags_by_entry ON entry_tags (entry);
        CREATE TABLE entry_sources (
            source TEXT NOT NULL,
            version TEXT NOT NULL,
            entry INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
            PRIMARY KEY (source, version, entry)
        ) WITHOUT ROWID;
        CREATE INDEX entry_sources_by_entry ON entry_sources (entry);
        CREATE TABLE feedback (
            seq INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
            is_good INTEGER NOT NULL,
            question TEXT NOT NULL,
            correct_answer TEXT NOT NULL,
            at INTEGER NOT NULL
        );
        CREATE INDEX feedback_by_entry ON feedback (entry, seq);
        CREATE TABLE namespaces (
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            policy BLOB NOT NULL
        ) WITHOUT ROWID;
        """;

    private const string AddDeletedNamespaces = "CREATE TABLE deleted_namespaces (name TEXT PRIMARY KEY) WITHOUT ROWID";

    private const string AddAliases =
        """
        CREATE TABLE aliases (
            seq INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            entry INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
            scope BLOB NOT NULL,
            fingerprint TEXT NOT NULL,
            origin INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            vector BLOB NOT NULL,
            question BLOB NOT NULL
        );
        CREATE INDEX aliases_by_entry ON aliases (entry, created_at, id);
        """;

    // The removed entry's columns have their names from the table of entries, so that the same conditions select both.
    private const string AddMerges =
        """
        CREATE TABLE merges (
            seq INTEGER PRIMARY KEY,
            merge_id BLOB NOT NULL UNIQUE,
            kept INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            merged_at INTEGER NOT NULL,
            aliases BLOB NOT NULL,
            tags TEXT NOT NULL,
            sources TEXT NOT NULL,
            id BLOB NOT NULL,
            namespace TEXT NOT NULL,
            tenant TEXT NOT NULL,
            scope BLOB NOT NULL,
            fingerprint TEXT NOT NULL,
            question_hash BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            last_used_at INTEGER NOT NULL,
            hit_count INTEGER NOT NULL,
            good INTEGER NOT NULL,
            bad INTEGER NOT NULL,
            vector BLOB NOT NULL,
            content BLOB NOT NULL
        );
        CREATE INDEX merges_by_kept ON merges (kept);
        CREATE INDEX merges_by_removed ON merges (id);
        CREATE INDEX merges_by_time ON merges (namespace, merged_at);
        CREATE INDEX merges_by_expiry ON merges (expires_at);
        """;

    private const string AddLabels =
        """
        CREATE TABLE labels (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            namespace TEXT NOT NULL,
            entry BLOB NOT NULL,
            answered_at INTEGER NOT NULL,
            question BLOB NOT NULL,
            score REAL NOT NULL,
            is_right INTEGER NOT NULL,
            origin INTEGER NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE (entry, question)
        );
        CREATE INDEX labels_by_namespace ON labels (namespace, seq);
        """;

    // Ids rather than rows: either entry may have been merged on, or stored anew, since. They go by their time alone.
    private const string AddUndoneMerges =
        """
        CREATE TABLE undone_merges (
            seq INTEGER PRIMARY KEY,
            removed BLOB NOT NULL,
            kept BLOB NOT NULL,
            expires_at INTEGER NOT NULL,
            UNIQUE (removed, kept)
        );
        CREATE INDEX undone_merges_by_expiry ON undone_merges (expires_at);
        """;

    private const string AddRecords =
        """
        CREATE TABLE records (
            seq INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            owner TEXT NOT NULL,
            at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (kind, id)
        );
        CREATE INDEX records_by_time ON records (kind, at, seq);
        CREATE INDEX records_by_owner ON records (kind, owner, at, seq);
        """;

    // Null in rows that an earlier version wrote: neither is worth reading and writing every row at the first start. The pinned, which never
    // leave, must not stand in the way of whoever looks for what has not been used for long; the number is their expiry.
    private const string AddSizes =
        """
        ALTER TABLE entries ADD COLUMN bytes INTEGER;
        ALTER TABLE entries ADD COLUMN cost REAL;
        ALTER TABLE merges ADD COLUMN bytes INTEGER;
        ALTER TABLE merges ADD COLUMN cost REAL;
        DROP INDEX entries_by_use;
        CREATE INDEX entries_by_use ON entries (namespace, last_used_at) WHERE expires_at < 3155063616000000000;
        """;
}
