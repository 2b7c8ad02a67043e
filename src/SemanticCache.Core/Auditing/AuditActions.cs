namespace SemanticCache.Core.Auditing;

/// <summary>What the audit log tells of.</summary>
public static class AuditActions
{
    /// <summary>A namespace was created.</summary>
    public const string CreateNamespace = "create_namespace";

    /// <summary>A namespace's policy was changed.</summary>
    public const string UpdateNamespace = "update_namespace";

    /// <summary>A namespace was deleted with its entries.</summary>
    public const string DeleteNamespace = "delete_namespace";

    /// <summary>An entry was deleted.</summary>
    public const string DeleteEntry = "delete_entry";

    /// <summary>Entries were deleted by a filter.</summary>
    public const string Invalidate = "invalidate";

    /// <summary>Deleted entries were brought back.</summary>
    public const string UndoInvalidation = "undo_invalidation";

    /// <summary>Entries were imported.</summary>
    public const string ImportEntries = "import_entries";

    /// <summary>Entries were exported.</summary>
    public const string ExportEntries = "export_entries";

    /// <summary>Answers were imported.</summary>
    public const string ImportAnswers = "import_answers";

    /// <summary>The store was backed up.</summary>
    public const string Backup = "backup";

    /// <summary>A job was begun.</summary>
    public const string CreateJob = "create_job";

    /// <summary>A job was ended.</summary>
    public const string CancelJob = "cancel_job";

    /// <summary>A merge was undone.</summary>
    public const string UndoMerge = "undo_merge";

    /// <summary>A key was created.</summary>
    public const string CreateKey = "create_key";

    /// <summary>A key got a successor.</summary>
    public const string RotateKey = "rotate_key";

    /// <summary>A key was revoked.</summary>
    public const string RevokeKey = "revoke_key";

    /// <summary>An entry was pinned.</summary>
    public const string PinEntry = "pin_entry";

    /// <summary>An entry's pin was taken away.</summary>
    public const string UnpinEntry = "unpin_entry";

    /// <summary>A person's entries were deleted.</summary>
    public const string ForgetSubject = "forget_subject";
}
