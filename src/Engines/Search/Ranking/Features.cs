namespace Maru.Engines.Search.Ranking;

/// <summary>What is looked at when a document is compared with a query closely; all are shares, between 0 and 1.</summary>
internal enum Feature
{
    FirstScore,
    InCommon,
    HeadFound,
    LetterJaccard,
    InOrder,
    FirstTitleWordFound,
    LastWordFound,
    NumbersFound,
    ExactSurface,
    Adjacent,
    LetterShare,
    Count,
}
