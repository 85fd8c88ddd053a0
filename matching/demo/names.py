"""Nature's words that stand where a real record has somebody's name."""

SINGLE_WORDS = (
    "Robin Wren Rowan Moss Plum Fern Hazel Heron Linnet Bramble Clover Finch Sorrel Teasel Lark Alder Aspen Bracken"
    " Briar Brook Burdock Catkin Celandine Chestnut Comfrey Coot Cowslip Cricket Crane Curlew Cypress Dabchick Dell"
    " Dogwood Dove Dunlin Dunnock Eider Elder Elm Fennel Fieldfare Firethorn Flax Foxglove Gannet Gentian Glade Godwit"
    " Goldcrest Gorse Goshawk Grebe Grouse Guillemot Harebell Harrier Hawfinch Hawthorn Heath Heather Hemlock Hobby"
    " Holly Hoopoe Hornbeam Ivy Jackdaw Jay Juniper Kestrel Kingcup Kingfisher Kite Knapweed Lapwing Larch Larkspur"
    " Lavender Lichen Lilac Linden Lobelia Lupin Magpie Mallard Mallow Maple Marigold Marjoram Marlin Martin Meadow"
    " Medlar Merlin Mistle Moorhen Mugwort Mullein Myrtle Nettle Newt Nightjar Nuthatch Oak Orchid Oriole Osier Osprey"
    " Otter Ouzel Oxlip Pansy Pebble Peony Periwinkle Petrel Pike Pimpernel Pine Pintail Pipit Plover Pochard Pollen"
    " Poplar Poppy Primrose Privet Puffin Quail Quince Ragwort Raven Redstart Redwing Reed River Rook Rosemary Rush"
    " Saffron Sage Saltmarsh Sandpiper Scoter Sedge Serin Shrike Siskin Skua Skylark Sloe Smew Snipe Snowdrop Speedwell"
    " Spindle Spruce Starling Stoat Stonechat Storm Sundew Swallow Swift Sycamore Tamarisk Tansy Tarn Tawny Teal Tern"
    " Thistle Thrift Thrush Thyme Treecreeper Trout Tulip Turnstone Twite Valerian Vetch Violet Wagtail Walnut Warbler"
    " Waxwing Wheatear Whimbrel Whin Whitethorn Widgeon Willow Woodruff Yaffle Yarrow Yew Zinnia"
)
PLACES = ("Beck", "Fell", "Copse", "Hollow")

STAFF_NAMES = (
    "Lichen Plover,Bramble Twite,Teasel Knoll,Sorrel Heron,Alder Siskin,Bracken Lark,Burdock Wren,Catkin Dunnock,"
    "Celandine Rook,Comfrey Dell,Cowslip Teal,Dogwood Snipe,Fennel Grebe,Flax Curlew,Gentian Coot,Gorse Pipit,"
    "Harebell Crane,Hornbeam Jay,Juniper Scree,Kingcup Tern,Knapweed Finch,Larch Ouzel,Lupin Starling,Mallow Kestrel,"
    "Marjoram Swift,Medlar Dove,Mistle Tarn,Mugwort Lapwing,Mullein Rill,Myrtle Skua,Nettle Quail,Osier Thrush,"
    "Oxlip Merlin,Peony Smew,Pimpernel Kite,Privet Martin,Quince Shrike,Ragwort Robin,Saffron Gannet,Sedge Harrier,"
    "Sloe Redwing,Speedwell Eider,Spindle Hobby,Sundew Osprey,Tamarisk Jackdaw,Tansy Moorhen,Thistle Waxwing,"
    "Thrift Bunting,Vetch Nightjar,Whin Fieldfare,Woodruff Stonechat,Yarrow Linnet,Clover Wheatear,Lavender Dunlin,"
    "Marigold Petrel,Primrose Godwit,Valerian Magpie,Willow Puffin,Heather Whimbrel"
)
SINGLE = tuple(SINGLE_WORDS.split())
STAFF = tuple(STAFF_NAMES.split(","))


def preferred_name(position: int) -> str:
    """One word as long as there are words, then two ("Wren Beck"): no two people of the council are called the same."""
    turn, word = divmod(position, len(SINGLE))
    return SINGLE[word] if turn == 0 else f"{SINGLE[word]} {PLACES[turn - 1]}"
