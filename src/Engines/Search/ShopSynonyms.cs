namespace Maru.Engines.Search;

/// <summary>Words that mean the same in nearly every Korean shop: what an editor starts from.</summary>
public static class ShopSynonyms
{
    private static readonly string[] TwoWay =
    [
        "검정 검은색 검정색 블랙 black", "하양 흰색 하얀색 화이트 white", "빨강 빨간색 레드 red", "파랑 파란색 블루 blue", "노랑 노란색 옐로 yellow", "초록 초록색 녹색 그린 green", "회색 그레이 gray grey",
        "분홍 분홍색 핑크 pink", "보라 보라색 퍼플 purple", "갈색 브라운 brown", "남색 네이비 navy", "베이지 beige", "패딩 다운 푸퍼 puffer down", "점퍼 재킷 jacket", "코트 coat", "청바지 데님 진 jeans denim",
        "바지 팬츠 트라우저 pants trousers", "반바지 쇼츠 shorts", "치마 스커트 skirt", "운동화 스니커즈 sneakers", "신발 슈즈 shoes", "러닝화 런닝화 running", "등산화 하이킹화 hiking", "부츠 boots", "장화 레인부츠",
        "샌들 sandals", "목도리 머플러 스카프 scarf", "장갑 글러브 gloves", "양말 삭스 socks", "모자 캡 햇 cap hat", "비니 털모자 beanie", "버킷햇 벙거지", "시계 워치 손목시계 watch", "가방 백 bag", "배낭 백팩 backpack pack",
        "선글라스 sunglasses", "후리스 플리스 뽀글이 fleece", "니트 스웨터 sweater knit", "카디건 cardigan", "조끼 베스트 질렛 vest gilet", "셔츠 shirt", "티셔츠 티 tee", "반팔 반소매", "긴팔 긴소매",
        "맨투맨 스웨트셔츠 sweatshirt", "후드티 후디 hoodie", "가죽 레더 leather", "울 양모 wool", "리넨 린넨 마 linen", "면 코튼 cotton", "텐트 tent", "타프 그늘막 쉘터", "의자 체어 chair", "테이블 탁자 table", "랜턴 램프 lantern lamp",
        "컵 머그 머그잔 머그컵 잔 mug cup", "물병 물통 보틀 bottle", "텀블러 tumbler", "주전자 케틀 kettle", "남성 남자 맨즈 men", "여성 여자 우먼즈 women", "아이 키즈 아동 어린이 kids", "노트북 랩톱 laptop", "휴대폰 핸드폰 스마트폰 phone",
        "이어폰 earphone", "텔레비전 티비 tv", "냉장고 refrigerator", "세탁기 washer",
    ];

    public static IReadOnlyList<Synonyms> All { get; } =
        [.. TwoWay.Select(line => new Synonyms(line.Split(' '))), new Synonyms(["크로스백"], ["슬링백", "메신저백"]), new Synonyms(["신발"], ["운동화", "등산화", "부츠", "샌들"])];
}
