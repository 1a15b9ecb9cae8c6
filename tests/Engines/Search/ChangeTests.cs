namespace Maru.Engines.Search.Tests;

public sealed class ChangeTests
{
    private static SearchDocument Shoe(int id, long version, string title) => new() { Id = "d" + id, Version = version, Texts = new Dictionary<string, string> { ["title"] = title } };

    private static readonly SearchSchema Titles = new() { Texts = [new TextField("title")] };

    [Fact]
    public void Upsert_WhenOlderThanWhatIsKnown_IsDropped()
    {
        var index = new SearchIndex(Titles);
        index.Upsert(Shoe(1, 5, "red shoe")).ShouldBeTrue();
        index.Upsert(Shoe(1, 4, "blue shoe")).ShouldBeFalse();
        index.Refresh();
        index.Upsert(Shoe(1, 3, "green shoe")).ShouldBeFalse();
        index.Refresh();

        index.Search(new SearchRequest { Text = "red" }).Total.ShouldBe(1);
        index.Search(new SearchRequest { Text = "green", Matching = Matching.All, Forgiving = false }).Total.ShouldBe(0);
    }

    [Fact]
    public void Upsert_WhenTheSameEventComesTwice_ChangesNothing()
    {
        var index = new SearchIndex(Titles);
        for (var i = 0; i < 3; i++)
        {
            index.Upsert(Shoe(1, 5, "red shoe"));
            index.Refresh();
        }

        index.Count.ShouldBe(1);
        index.Search(new SearchRequest { Text = "red" }).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public void Remove_WhenFollowedByAnOlderChange_StaysRemoved()
    {
        var index = new SearchIndex(Titles);
        index.Remove("d1", 9).ShouldBeTrue();
        index.Upsert(Shoe(1, 8, "red shoe")).ShouldBeFalse();
        index.Refresh();
        index.Count.ShouldBe(0);
        index.Upsert(Shoe(1, 10, "red shoe")).ShouldBeTrue();
        index.Refresh();
        index.Count.ShouldBe(1);
    }

    [Fact]
    public void Refresh_WhenManySmallChangesCame_KeepsFewSegments()
    {
        var index = new SearchIndex(Titles);
        for (var i = 0; i < 500; i++)
        {
            index.Upsert(Shoe(i % 200, i, "shoe number " + i));
            index.Refresh();
        }

        index.Segments.ShouldBeLessThan(12);
        index.Count.ShouldBe(200);
        index.Search(new SearchRequest { Text = "shoe", PageSize = 300 }).Hits.Select(h => h.Id).Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public async Task Search_WhileOthersWrite_SeesEachDocumentOnce()
    {
        var index = new SearchIndex(Titles);
        for (var i = 0; i < 300; i++)
        {
            index.Upsert(Shoe(i, 1, "shoe first"));
        }

        index.Refresh();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var round = 2; round < 60; round++)
            {
                for (var i = 0; i < 300; i += 3)
                {
                    index.Upsert(Shoe((i + round) % 300, round, "shoe again " + round));
                }

                index.Refresh();
            }

            stop.Cancel();
        }, TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            do
            {
                var found = index.Search(new SearchRequest { Text = "shoe", PageSize = 400 });
                found.Total.ShouldBe(300);
                found.Hits.Select(h => h.Id).Distinct().Count().ShouldBe(300);
            }
            while (!stop.IsCancellationRequested);
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll([writer, .. readers]);
        index.Count.ShouldBe(300);
    }

    [Fact]
    public void Search_WhenAWordIsNew_FindsItWithTheNextRefresh()
    {
        var index = new SearchIndex(Titles);
        index.Upsert(Shoe(1, 1, "alpaca scarf"));
        index.Refresh();
        index.Search(new SearchRequest { Text = "alpacca" }).Corrections.Single().To.ShouldBe("alpaca");
        index.Upsert(Shoe(2, 1, "alpacca scarf"));
        index.Refresh();

        index.Search(new SearchRequest { Text = "alpacca" }).Hits[0].Id.ShouldBe("d2");
    }
}
