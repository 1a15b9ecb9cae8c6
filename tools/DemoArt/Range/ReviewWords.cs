namespace Maru.DemoArt.Range;

/// <summary>
/// Sentences of buyers, by kind of goods. A line is: mood (+ 0 -) | Korean | English. A review takes two or three of one mood,
/// now and then with one of another, as people do.
/// </summary>
internal static class ReviewWords
{
    public static IReadOnlyDictionary<string, IReadOnlyList<(char Mood, string Ko, string En)>> Lines { get; } = new Dictionary<string, IReadOnlyList<(char, string, string)>>
    {
        ["warm"] = Read("""
            +|영하 십 도에도 안에 티 하나만 입고 다녔어요.|Minus ten outside and I only needed a tee underneath.
            +|생각보다 훨씬 가볍고 따뜻해요.|Far lighter and warmer than I expected.
            +|색이 화면이랑 똑같아요. 실물이 더 예뻐요.|The colour is exactly as shown, nicer in person even.
            +|출퇴근 때 매일 입는데 아직 보풀 하나 없어요.|I wear it every day to work and there is no pilling yet.
            +|어머니 사 드렸는데 한 벌 더 사 달라고 하세요.|Bought it for my mother and now she wants a second one.
            +|마감이 꼼꼼하고 실밥도 없어요.|The finishing is careful, not one loose thread.
            +|겨울 등산 때 입었는데 땀이 덜 차서 좋았어요.|Wore it on a winter hike and did not get clammy.
            +|주머니가 깊어서 장갑 없이도 손이 따뜻해요.|The pockets are deep enough to do without gloves.
            0|따뜻하긴 한데 소매가 조금 길어요.|Warm, but the sleeves run a little long.
            0|디자인은 좋은데 처음에 냄새가 좀 나서 하루 걸어 뒀어요.|Nice design, though it smelled a bit new and needed a day on a hanger.
            0|무난해요. 세일가라면 살 만합니다.|Decent. Worth it at the sale price.
            -|일주일 입었는데 깃털이 조금씩 빠져요.|After a week a few feathers are coming out.
            -|지퍼가 뻑뻑해서 올릴 때마다 신경 쓰여요.|The zip sticks and I have to fuss with it every time.
            -|사진보다 색이 어두워서 아쉬워요.|Darker than the photo, a pity.
            -|생각보다 얇아요. 한겨울에는 무리예요.|Thinner than I thought; not enough for deep winter.
            """),
        ["cloth"] = Read("""
            +|감이 부드럽고 몇 번 빨아도 그대로예요.|Soft cloth, and it looks the same after several washes.
            +|핏이 예뻐서 다른 색도 주문했어요.|The fit is so good I ordered another colour.
            +|어깨선이 딱 맞고 기장도 적당해요.|The shoulders sit right and the length is spot on.
            +|남편이 이것만 입으려고 해요.|My husband will not wear anything else now.
            +|비침이 없고 도톰해서 마음에 들어요.|Not see-through, nicely substantial.
            +|이 가격에 이 품질이면 두 벌 사도 돼요.|At this price and quality, buy two.
            +|회사에도 주말에도 입기 좋아요.|Works for the office and for weekends.
            +|선물했더니 정말 좋아했어요.|Gave it as a present and it was loved.
            0|예쁜데 다림질이 필요해요.|Lovely, but it needs ironing.
            0|색은 좋은데 생각보다 두께가 얇아요.|Good colour, thinner than I imagined.
            0|보통이에요. 편하게 막 입기에는 괜찮아요.|Ordinary. Fine for knocking about in.
            -|한 번 빨았더니 조금 줄었어요.|It shrank a little in the first wash.
            -|실밥이 여러 군데 나와 있었어요.|Loose threads in several places.
            -|목 부분이 금방 늘어났어요.|The neck stretched out quickly.
            -|세탁하니 물이 빠져서 흰옷까지 물들었어요.|The dye ran and tinted my whites.
            """),
        ["feet"] = Read("""
            +|하루 이만 보 걸어도 발이 안 아팠어요.|Twenty thousand steps and my feet did not hurt.
            +|밑창이 잘 안 미끄러져요. 비 온 뒤 산길에서도 든든했어요.|The sole grips well, even on a wet trail.
            +|길들이기 없이 첫날부터 편했어요.|Comfortable from day one, no breaking in.
            +|가볍고 통풍이 잘 돼요.|Light, and they breathe.
            +|발볼이 넓은 편인데 편하게 맞아요.|I have wide feet and they fit fine.
            +|어떤 바지에도 잘 어울려서 자주 신어요.|They go with any trousers, so I wear them a lot.
            +|가죽 냄새도 없고 마감이 좋아요.|No chemical smell and good finishing.
            0|예쁜데 깔창은 바꿔 신어야 할 것 같아요.|Pretty, but I will swap the insoles.
            0|처음 며칠은 뒤꿈치가 조금 까졌어요. 지금은 괜찮아요.|Rubbed my heel for a few days. Fine now.
            0|튼튼한데 조금 무거워요.|Sturdy but a touch heavy.
            -|한 달 만에 밑창이 살짝 벌어졌어요.|After a month the sole began to part.
            -|흰색은 때가 금방 타요. 관리가 어려워요.|The white gets dirty at once and is hard to keep.
            -|오른쪽만 작게 느껴져요. 좌우가 다른 것 같아요.|The right one feels smaller than the left.
            """),
        ["small"] = Read("""
            +|포장이 정성스러워서 선물하기 좋았어요.|Carefully packed, perfect as a present.
            +|실물이 훨씬 고급스러워요.|It looks far more expensive in person.
            +|가볍고 착용감이 좋아서 하루 종일 써도 편해요.|Light and comfortable all day.
            +|바느질이 촘촘하고 튼튼해 보여요.|Dense stitching; it looks built to last.
            +|여행 갈 때마다 꼭 챙겨요.|It comes along on every trip.
            +|색감이 독특해서 다들 어디서 샀냐고 물어봐요.|An unusual colour; people keep asking where I got it.
            +|오래 쓰던 것보다 훨씬 좋아요.|Much better than the one I used for years.
            0|예쁜데 생각보다 작아요. 크기를 꼭 확인하세요.|Pretty but smaller than I pictured. Check the size.
            0|가격만큼 해요. 나쁘지 않아요.|You get what you pay for. Not bad.
            0|배송은 빨랐는데 상자가 조금 찌그러져 왔어요.|Quick delivery, though the box was a little crushed.
            -|며칠 쓰니 마감이 벗겨지기 시작했어요.|The finish began to peel within days.
            -|사진과 색이 달라서 반품했어요.|The colour was not as pictured, so I sent it back.
            -|생각보다 약해 보여요.|Feels flimsier than it should.
            """),
        ["camp"] = Read("""
            +|혼자서 십 분 만에 설치했어요.|Set it up alone in ten minutes.
            +|밤새 비가 왔는데 한 방울도 안 샜어요.|It rained all night and not a drop came in.
            +|아이들이 너무 좋아해서 거실에도 펴 놨어요.|The children love it so much it now lives in the living room.
            +|감성 캠핑 사진이 절로 나와요.|It makes every camp photo look good.
            +|튼튼하고 수납 주머니도 넉넉해요.|Sturdy, and the carry bag is generous.
            +|바람이 꽤 불었는데 끄떡없었어요.|It stood up to a proper wind.
            +|접으면 정말 작아서 차에 자리가 남아요.|It folds so small there is room left in the car.
            0|좋은데 무거워서 차박용으로만 써요.|Good, but heavy; car camping only.
            0|설명서가 불친절해서 영상 보고 쳤어요.|Poor instructions; I learnt it from a video.
            0|크기는 사진보다 조금 작은 느낌이에요.|A little smaller than it looks in the photo.
            -|폴대 연결 부분이 헐거워요.|The pole joints are loose.
            -|아침에 결로가 심해서 침낭이 젖었어요.|Bad condensation; the sleeping bag got damp.
            -|두 번 쓰고 박음질이 풀렸어요.|The stitching came undone after two uses.
            """),
        ["cup"] = Read("""
            +|손에 쥐는 느낌이 좋아서 매일 이 컵만 써요.|It sits so well in the hand that I use nothing else.
            +|유약 색이 정말 고와요.|The glaze is beautiful.
            +|아침에 담은 커피가 점심까지 따뜻했어요.|Morning coffee was still warm at lunch.
            +|집들이 선물로 드렸더니 세트로 더 사고 싶대요.|Gave it as a housewarming present and they want the set.
            +|식기세척기에 돌려도 멀쩡해요.|Survives the dishwasher happily.
            +|캠핑 가서 떨어뜨렸는데 멀쩡해요.|Dropped it at camp and it is fine.
            +|뚜껑이 꽉 닫혀서 가방에 넣어도 안 새요.|The lid seals; nothing leaks in my bag.
            0|예쁜데 생각보다 용량이 작아요.|Pretty, but holds less than I thought.
            0|손으로 만들어서 그런지 색이 사진과 조금 달라요.|Handmade, so the colour differs a little from the photo.
            -|받자마자 보니 입구에 작은 이가 나가 있었어요.|It arrived with a small chip on the rim.
            -|보온이 세 시간도 안 가요.|It keeps warm for less than three hours.
            -|고무 냄새가 잘 안 빠져요.|The rubber smell will not go away.
            """),
    };

    public static IReadOnlyList<(string Ko, string En)> Titles(char mood) => mood switch
    {
        '+' => [("만족해요", "Very happy"), ("재구매합니다", "Would buy again"), ("잘 샀어요", "Good buy"), ("추천해요", "Recommended"), ("기대 이상이에요", "Better than expected"), ("선물로 좋아요", "A good present"), ("역시 믿고 삽니다", "As good as always"), ("올해 가장 잘 산 물건", "Best buy this year")],
        '0' => [("무난해요", "It is fine"), ("보통이에요", "Middling"), ("조금 아쉽지만 괜찮아요", "Small quibbles"), ("가격만큼 해요", "Fair for the price")],
        _ => [("아쉬워요", "Disappointed"), ("생각과 달라요", "Not as expected"), ("교환했어요", "Had to exchange"), ("품질이 아쉬워요", "Quality let me down")],
    };

    public static IReadOnlyList<(string Fit, string Ko, string En)> Fits { get; } =
    [
        ("true", "평소 {size} 입는데 {size} 사니 딱 맞아요.", "I usually wear {size} and {size} fits exactly."),
        ("true", "정사이즈예요.", "True to size."),
        ("true", "키 {height}에 {size} 샀는데 잘 맞아요.", "I am {height} and took {size}; it fits well."),
        ("small", "조금 작게 나왔어요. 한 치수 크게 사세요.", "Runs a little small; go one size up."),
        ("small", "{size} 샀는데 어깨가 꽉 껴요.", "I bought {size} and it is tight."),
        ("large", "생각보다 커요. 한 치수 작게 사도 될 것 같아요.", "Bigger than I thought; you could size down."),
        ("large", "{size}인데 넉넉하게 나왔어요.", "{size} is on the roomy side."),
    ];

    public static string Kind(string category) => category switch
    {
        "down-jackets" or "coats" or "fleece" or "gloves" or "scarves" => "warm",
        "knitwear" or "shirts" or "tees" or "sweats" or "jeans" or "trousers" or "shells" or "socks" => "cloth",
        "sneakers" or "boots" or "sandals" => "feet",
        "tents" or "furniture" or "lanterns" => "camp",
        "drinkware" => "cup",
        _ => "small",
    };

    private static IReadOnlyList<(char, string, string)> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.Split('|')).Select(f => (f[0][0], f[1], f[2]))];
}
