using Maru.Bench;
using Maru.Bench.Events;

// One line a bench: its name on the command line, what it measures, and its entry point.
var benches = new SortedDictionary<string, (string Measures, Func<BenchOptions, int> Run)>(StringComparer.Ordinal)
{
    ["catalog"] = ("product list and detail of a running shop, and the import of 50,000 products", CatalogBench.Run),
    ["checkout"] = ("whole guest checkouts a second and what one costs (--seconds, --at-once, --statements, --flash BUYERS), or a crash run (--crash CHECKOUTS)", CheckoutBench.Run),
    ["events"] = ("the event log end to end, beside RabbitMQ (--seconds, --batch, --tellers, --no-peer)", EventBench.Run),
    ["orders"] = ("rebuilding the read side of orders, and the list of a customer with many", OrderViewsBench.Run),
    ["pages"] = ("the shop's pages: server time over 16 connections, largest paint and layout shift in a browser (--seconds, --connections, --url)", PagesBench.Run),
    ["reservations"] = ("reservation attempts a second on one SKU (--attempts, --at-once)", ReservationBench.Run),
    ["vectors"] = ("vector search beside hnswlib and FAISS", VectorsBench.Run),
    ["vectors-million"] = ("a million vectors: memory, tail latency, filters", MillionVectorsBench.Run),
    ["search"] = ("the search engine beside Lucene and SQLite FTS5", SearchBench.Run),
    ["search-spelling"] = ("misspellings put right, beside Norvig's method", SpellingBench.Run),
    ["search-million"] = ("a million products: tail latency, memory, snapshot, changes", MillionProductsBench.Run),
    ["search-tune"] = ("weights of the ranking formula, with what they are worth on unseen searches", SearchTune.Run),
    ["picture-search"] = ("from upload to answer in a shop of 50,000 products (--images DIR, --shop DIR, --products, --uploads, --at-once)", PictureSearchBench.Run),
    ["vision"] = ("pictures: decoding, embedding, how well neighbours agree", VisionBench.Run),
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.Error.WriteLine("usage: maru bench NAME [--data DIR] [--option VALUE ...]");
    foreach (var (name, (measures, _)) in benches)
    {
        Console.Error.WriteLine($"  {name,-14}{measures}");
    }

    return 2;
}

return bench.Run(BenchOptions.Parse(args.AsSpan(1)));
