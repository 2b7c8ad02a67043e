using System.Collections.Frozen;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>The English words that the rules know by name.</summary>
internal static class WordLists
{
    /// <summary>Stems that carry no content of their own.</summary>
    public static FrozenSet<string> Empty { get; } = Stemmed(
        "a an the and or of in on at to for from with by as it its this that these those there here be do have can will must may i you your yours we our us they their them he she his her him my me "
        + "if so then than when where who whom whose which what how why while also just simply please about around roughly approximately between into out up down over under off through per each every any all some "
        + "one both either neither nor not no never none nobody nothing without cannot but however because since only even still yet again already once more most least less few other another such same very too "
        + "after before until within during at-once soon immediately instantly straight away right now later need want like let make get go take use yourself itself themselves ourselves themself not yes sure certainly of-course unfortunately "
        + "afraid sorry note provided long according whatever whichever wherever whenever unless except as-well way thing possible well own up-to");

    /// <summary>Words that negate what follows them in their clause.</summary>
    public static FrozenSet<string> Negators { get; } = Set(
        "not no never none nobody nothing neither nor without cannot unable impossible isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't mustn't needn't haven't hasn't hadn't mayn't refuse");

    /// <summary>Words that end what a negator negates.</summary>
    public static FrozenSet<string> ScopeEnds { get; } = Set("but unless except because until as if so since otherwise while when before after only just");

    /// <summary>What "no" or "not" followed by one of these words does not negate.</summary>
    public static FrozenSet<string> NotNegatedBefore { get; } = Stemmed("matter later more less fewer older earlier higher longer only worries problem problems doubt charge cost extra shipping");

    /// <summary>Words that restrict a statement.</summary>
    public static FrozenSet<string> Restrictions { get; } = Stemmed("only unless except solely exclusively alone");

    /// <summary>Groups of stems of which one sentence means one: an answer with one of them does not say what an answer with another says.</summary>
    public static string[][] Exclusive { get; } =
    [
        .. Groups(
            "before/after", "raise/lower", "increase/decrease", "higher/lower", "rise/fall/drop", "on/off", "enable/disable", "add/remove", "include/exclude/extra", "inclusive/exclusive", "gross/net",
            "always/never", "everybody/nobody", "everyone/nobody", "earlier/later", "maximum/minimum", "most/least", "highest/lowest", "up/down", "begin/stop", "enlarge/shrink/reduce", "visible/hidden",
            "lock/unlock", "subscribe/unsubscribe", "tick/untick", "keep/lose/delete", "return/keep", "show/hide", "public/private", "possible/impossible", "opened/unopened", "loading/unloading", "buy/sell",
            "buyer/seller", "sender/recipient/consignee", "origin/destination", "landlord/tenant", "owner/admin/guest", "employer/employee", "winner/loser", "driver/passenger", "doctor/patient",
            "arrival/departure", "online/offline", "weekday/weekend", "weekday/day", "morning/evening", "day/night", "domestic/international", "inside/outside", "indoor/outdoor", "deposit/withdraw",
            "approve/reject", "accept/refuse", "independent/depending", "regardless/depending", "whatever/depending", "matter/depending", "automatically/manually", "automatically/hand", "incoming/outgoing",
            "left/right", "larger/smaller", "hot/cold", "hard/soft", "temporary/permanent", "mandatory/optional", "express/standard", "north/south/east/west", "top/bottom", "front/back", "plus/include",
            "whole/half/quarter/double", "full/half", "full/part", "order/item/customer/shipment/pallet/parcel/person", "red/green/blue/yellow/black/white/grey/brown/orange", "adult/child/student/senior/pupil",
            "teacher/pupil", "phone/laptop/computer/tablet/router/television", "invoice/cash/cheque", "voucher/refund", "credit/lose", "replace/refund/repair", "collect/deliver/return", "track/cancel/return",
            "cancel/change/exchange", "cancel/restore", "reset/restart", "delete/restore", "download/upload/preview", "import/export", "post/text/e-mail", "receipt/invoice", "spring/summer/autumn/winter",
            "shop/cafe/restaurant", "shop/café", "lunch/dinner/breakfast", "gas/water/electricity", "app/website", "monday/tuesday/wednesday/thursday/friday/saturday/sunday",
            "january/february/march/april/june/july/august/september/october/november/december"),
    ];

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Stemmed(string words) => words.Split(' ').Select(Stems.Of).ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<string[]> Groups(params string[] groups) =>
        groups.Select(group => group.Split('/').Select(Stems.Of).Distinct(StringComparer.Ordinal).ToArray());
}
