namespace Maru.Engines.Search.Ranking;

/// <summary>
/// What is looked at when a document is compared with a query closely. All are shares or small counts, so that what is learned on one
/// catalogue holds on another. The order is that of the learned model's file: append, never insert.
/// </summary>
internal enum Feature
{
    FirstScore,
    Coverage,
    CountCoverage,
    Words,
    MissingRarest,
    TitleLength,
    TitleCovered,
    TitleRarityCovered,
    InOrder,
    Adjacent,
    Span,
    FirstPosition,
    LastWordFound,
    LastWordFromHead,
    HeadFound,
    HeadSegmentShare,
    Numbers,
    NumbersFound,
    LetterShare,
    LetterJaccard,
    ExactSurface,
    AverageVariant,
    FirstTitleWordFound,
    RarestWord,
    LeastRarityFound,
    AverageRarity,
    OptionalFound,
    FirstWordFound,
    ForeignNumbers,
    FieldsBeyondTitle,
    MissingWords,
    Characters,
    LearnedPairs,
    ConsensusAll,
    ConsensusOthers,
    ConsensusHead,
    TrigramCosine,
    SoftCoverage,
    Count,
}
